// What the last act said can be put away; it never leaves by itself, because an undo may stand in it.
export function startFlash(page) {
  for (const button of page.querySelectorAll('[data-dismiss]')) {
    button.hidden = false;
    button.addEventListener('click', () => button.closest('[data-flash]').remove());
  }
}
