// Passkeys: a form with data-passkey fetches what the device needs, lets it make or show a key, and sends what it says.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function forDevice(options) {
    const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
    if (asked.excludeCredentials) asked.excludeCredentials = listed(asked.excludeCredentials);
    if (asked.allowCredentials) asked.allowCredentials = listed(asked.allowCredentials);
    return { publicKey: asked };
  }

  function forServer(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    const extras = credential.getClientExtensionResults();
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: extras });
  }

  async function ask(form) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
    if (answer.redirected) { location.assign(answer.url); return null; }
    if (!answer.ok) throw new Error(answer.status);
    const options = forDevice(await answer.json());
    return form.dataset.passkey === "new" ? navigator.credentials.create(options) : navigator.credentials.get(options);
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      event.stopPropagation();
      const problem = form.querySelector("[data-passkey-problem]");
      problem.hidden = true;
      try {
        const credential = await ask(form);
        if (!credential) return;
        form.elements.credential.value = forServer(credential);
        form.submit();
      } catch {
        problem.hidden = false;
      }
    });
  }
})();
