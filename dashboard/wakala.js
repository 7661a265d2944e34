/* Streamlit takes a typed date over when its field is left, and not on Enter: Enter therefore leaves the field. */
(() => {
  if (window.wakalaKeys) return;
  window.wakalaKeys = true;
  const onKey = (event) => {
    if (event.key !== "Enter" || event.target.getAttribute("role") !== "spinbutton") return;
    const field = event.target.closest('[data-testid="stDateInput"]');
    if (field === null) return;
    // Not blur(): an open calendar keeps the field waiting until something outside has the focus.
    field.tabIndex = -1;
    field.focus();
  };
  // Before the field itself, which lets no key through.
  document.addEventListener("keydown", onKey, true);
})();
