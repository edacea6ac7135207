// A page that changes while one looks at it: what comes anew by itself never takes away a field that is being filled
// in, nor closes what was opened to be read. What one does oneself is shown at once.
(() => {
  let mine = false; // whether the answer that is being put into the page is to an act of the reader

  const byItself = (elt) => elt.matches("[hx-trigger=load], [hx-trigger^=every]");
  const filling = (part) => {
    const active = document.activeElement;
    return part.contains(active) && active.matches("textarea, select, input:not([type=checkbox], [type=radio])");
  };

  function keepOpen(part, fresh) {
    const name = (summary) => summary.textContent.trim().replace(/\s*\d+$/, "");
    const open = [...part.querySelectorAll("details[open] > summary")].map(name);
    for (const summary of fresh.querySelectorAll("details > summary")) {
      if (open.includes(name(summary))) summary.parentElement.open = true;
    }
    for (const box of part.querySelectorAll("input[type=checkbox][name=consent]:checked")) {
      const again = fresh.querySelector("input[name=consent]");
      if (again && box.form?.elements.remedy?.value === again.form?.elements.remedy?.value) again.checked = true;
    }
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, requestConfig, target } = event.detail;
    mine = requestConfig.verb === "post" && !byItself(elt);
    if (!mine && byItself(elt) && target && filling(target)) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (mine || !target) return;
    if (filling(target)) event.detail.shouldSwap = false;
    else if (fragment) keepOpen(target, fragment);
  });
  // While an act is on its way, a key pressed in haste would answer a step that is about to go: it is not taken.
  let underWay = 0;
  const counts = (event) => event.detail.requestConfig?.verb === "post" && !byItself(event.detail.elt);
  document.addEventListener("htmx:beforeRequest", (event) => { if (counts(event)) underWay += 1; });
  document.addEventListener("htmx:afterRequest", (event) => { if (counts(event)) underWay = Math.max(0, underWay - 1); });
  document.addEventListener("keydown", (event) => {
    const typed = event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey;
    if (underWay && !typed && event.key.length === 1) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // A chosen file is named where the words that ask for it stood.
  const asked = new WeakMap();
  function nameFiles(input) {
    const words = input.closest("label")?.querySelector("[data-files]");
    if (!words) return;
    if (!asked.has(words)) asked.set(words, words.textContent);
    words.textContent = [...input.files].map((file) => file.name).join(", ") || asked.get(words);
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("input[type=file]")) nameFiles(event.target);
  });
  document.addEventListener("reset", (event) => {
    setTimeout(() => event.target.querySelectorAll("input[type=file]").forEach(nameFiles));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.elt.matches?.("form[data-reset]")) event.detail.elt.reset();
  });
})();
