// The keyboard on the workbench: j and k walk through a list, a panel that opens takes the focus.
(() => {
  const on = () => {
    try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
  };
  const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  function walk(step) {
    const links = [...document.querySelectorAll("[data-list] .row-title")];
    if (!links.length) return false;
    const here = links.indexOf(document.activeElement);
    const next = links[Math.min(Math.max(here + step, 0), links.length - 1)];
    next.focus();
    next.closest("li").scrollIntoView({ block: "nearest" });
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !on()) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.matches?.("[type=search]") && event.key === "ArrowDown" && walk(1)) {
      event.preventDefault();
    } else if (!typing(event.target) && (event.key === "j" || event.key === "k") && walk(event.key === "j" ? 1 : -1)) {
      event.preventDefault();
    }
  }, true);

  // A panel that opens puts the cursor into its first field.
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details:not(.cause, .finding)") && event.target.open) {
      event.target.querySelector("select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])")?.focus();
    }
  }, true);
})();

// An article, or its link, goes into the answer where the cursor is; the form then tells which articles it holds.
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const field = document.getElementById("reply");
    const words = button.dataset.insert;
    const before = field.value && !/\s$/.test(field.value.slice(0, field.selectionStart)) ? "\n\n" : "";
    field.setRangeText(before + words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (!field.form.querySelector(`input[name=article][value="${button.dataset.article}"]`)) {
      const mark = document.createElement("input");
      mark.type = "hidden";
      mark.name = "article";
      mark.value = button.dataset.article;
      field.form.append(mark);
    }
    button.closest("details").open = false;
    field.focus();
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful || !event.detail.elt.matches("form")) return;
    for (const mark of event.detail.elt.querySelectorAll("input[type=hidden][name=article]")) mark.remove();
  });
})();
