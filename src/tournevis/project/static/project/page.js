// Menus close by themselves, typed words survive a reload, a form is sent once, a failed request is said.
(() => {
  const keep = (field) => `keep:${field.form?.dataset.keepScope || location.pathname}:${field.dataset.keep}`;

  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  }

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details[data-menu][open]");
      closeMenus();
      if (open) open.querySelector("summary").focus();
      else if (document.activeElement?.matches("input, textarea, select")) document.activeElement.blur();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = document.activeElement?.form;
      if (form) form.requestSubmit(form.querySelector("[data-send]") || undefined);
    }
  });

  // Work kept: a field with data-keep="name" finds its words again after a reload or an error.
  function restore(root) {
    for (const field of root.querySelectorAll("[data-keep]")) {
      const kept = sessionStorage.getItem(keep(field));
      if (kept && !field.value) {
        field.value = kept;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-keep]")) sessionStorage.setItem(keep(event.target), event.target.value);
  });
  // What the server took is no longer a draft; a page that puts the form again (422) finds the words in the field.
  const forget = (form) => {
    for (const field of form.querySelectorAll("[data-keep]")) sessionStorage.removeItem(keep(field));
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post], [data-many]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    forget(form);
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // A list or a switch that sends its form as soon as it is changed.
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-autosubmit]")) event.target.form.requestSubmit();
  });

  function say(text) {
    const box = document.getElementById("page-alert");
    box.textContent = text;
    box.hidden = false;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { box.hidden = true; }, 12000);
  }
  document.addEventListener("htmx:sendError", () => say(document.getElementById("page-alert").dataset.offline));
  document.addEventListener("htmx:responseError", (event) => {
    const box = document.getElementById("page-alert");
    say(event.detail.xhr.status === 403 ? box.dataset.forbidden : box.dataset.error);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.elt.matches("form")) forget(event.detail.elt);
  });
  document.addEventListener("htmx:load", (event) => restore(event.detail.elt));

  restore(document);
  // Lands where the server says the next act is, unless the reader is in a field already.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (document.activeElement?.matches("input, textarea, select")) return;
    event.detail.elt.querySelector?.("[data-focus]")?.focus({ preventScroll: false });
  });
})();
