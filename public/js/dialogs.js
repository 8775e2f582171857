// Without scripts a link to #id shows the dialog through :target; with them it is modal, keeps the focus and closes with Esc.
export function startDialogs(page) {
  page.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-open]');
    const dialog = opener && page.querySelector(opener.dataset.open);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = event.target.closest('[data-close], dialog a[href="#main"]');
    const open = closer?.closest('dialog') ?? (event.target.matches('dialog') ? event.target : undefined);
    if (!open) return;
    if (open.open) event.preventDefault();
    open.close();
  });
}
