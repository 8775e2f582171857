// Full-width digits of a Chinese IME become plain ones; the focus stands where the clerk has to type next.
export function startFields(page) {
  page.addEventListener('input', (event) => {
    if (!event.isComposing && event.target.matches('[data-latin], [data-wedge]')) plain(event.target);
  });
  page.addEventListener('compositionend', (event) => {
    if (event.target.matches('[data-latin], [data-wedge]')) plain(event.target);
  });
  const wrong = page.querySelector('main [aria-invalid="true"]:not(:disabled)');
  (wrong ?? page.querySelector('main [autofocus]'))?.focus();
  const box = page.activeElement;
  if (box instanceof HTMLInputElement && box.type === 'text') box.select();
  page.addEventListener('keydown', (event) => clearBox(event));
}

function plain(input) {
  const text = toPlain(input.value);
  if (text === input.value) return;
  const { selectionStart, selectionEnd } = input;
  input.value = text;
  if (selectionStart !== null) input.setSelectionRange(selectionStart, selectionEnd);
}

/** Full-width letters, digits and signs, one for one; Han stays. */
export function toPlain(text) {
  return text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');
}

// Esc in a filled search box empties it first; the next Esc goes back.
function clearBox(event) {
  if (event.key !== 'Escape' || event.isComposing) return;
  const box = event.target;
  if (!('home' in (box.dataset ?? {})) || box.value === '') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  box.value = '';
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
