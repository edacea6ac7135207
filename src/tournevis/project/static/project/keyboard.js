// Keys: an element with data-key="n" (or "g c", one after the other) is reached by that key; `?` lists them all.
// Fields are focused, links and buttons pressed. Keys of one sign can be switched off (WCAG 2.1.4).
(() => {
  const dialog = document.getElementById("keyboard-help");
  let first = "";
  let timer = 0;

  const on = () => {
    try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
  };
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const cap of copy.querySelectorAll("kbd")) cap.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };
  const label = (element) => element.dataset.keyLabel || element.getAttribute("aria-label") || words(element);
  const shown = (element) => element.getClientRects().length > 0;
  const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  // What stands in the page goes before the menu, where both have the same key; each key is listed once.
  function keyed() {
    const all = [...document.querySelectorAll("main [data-key]"), ...document.querySelectorAll("[data-key]")];
    const taken = new Set();
    return all.filter((element) => {
      if (!shown(element) || element.disabled || taken.has(element.dataset.key)) return false;
      return taken.add(element.dataset.key);
    });
  }

  function act(element) {
    if (element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) {
      element.focus();
      element.select?.();
    } else {
      element.focus();
      element.click();
    }
  }

  function help() {
    const list = dialog.querySelector("[data-keys]");
    list.replaceChildren();
    for (const element of keyed()) {
      const term = document.createElement("dt");
      for (const key of element.dataset.key.split(" ")) {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap, " ");
      }
      const meaning = document.createElement("dd");
      meaning.textContent = label(element);
      list.append(term, meaning);
    }
    dialog.querySelector("[data-keys-switch]").checked = on();
    dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      help();
      return;
    }
    if (!on() || event.key.length > 1) return;
    const pressed = first ? `${first} ${event.key}` : event.key;
    const all = keyed();
    const found = all.find((element) => element.dataset.key === pressed);
    clearTimeout(timer);
    first = "";
    if (found) {
      event.preventDefault();
      act(found);
    } else if (all.some((element) => element.dataset.key.startsWith(`${event.key} `))) {
      first = event.key;
      timer = setTimeout(() => { first = ""; }, 1200);
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keyboard-help]")) help();
    if (event.target === dialog) dialog.close();
  });
  dialog.querySelector("[data-keys-switch]").addEventListener("change", (event) => {
    try { localStorage.setItem("keys", event.target.checked ? "on" : "off"); } catch { /* for this page only */ }
  });
})();
