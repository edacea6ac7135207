// The keyboard on the workbench: j and k walk through a list, a panel that opens takes the focus, fields being
// filled in are not taken away by what others do meanwhile.
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
    if (event.target.matches?.("details") && event.target.open) {
      event.target.querySelector("select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])")?.focus();
    }
  }, true);

  // A part of the page where somebody is filling in a field, or has opened a panel, waits for him.
  const busy = (part) => {
    const active = document.activeElement;
    return part.contains(active) && active.matches("input:not([type=checkbox]), textarea, select");
  };
  let acting = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    acting = event.detail.requestConfig.verb === "post" && !event.detail.elt.matches("[hx-trigger=load]");
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const part = event.detail.target;
    if (!part || acting) return;
    if (busy(part)) {
      event.detail.shouldSwap = false;
      return;
    }
    keepOpen(part, event.detail.fragment);
  });

  // What was opened to be looked at stays open when the part comes anew.
  function keepOpen(part, fragment) {
    const open = [...part.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent.trim());
    for (const summary of fragment?.querySelectorAll?.("details > summary") ?? []) {
      if (open.includes(summary.textContent.trim())) summary.parentElement.open = true;
    }
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.elt.matches?.("form[data-reset]")) event.detail.elt.reset();
  });
})();
