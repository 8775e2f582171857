// F1–F10 open the jobs, Esc goes back, ? lists the keys, Enter does what a page without fields is for. F5, F11 and F12 belong to the browser.
const ours = new Set(['Enter', 'F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10', 'Escape', '?']);
const names = { Escape: 'Esc' };

export function startKeys(page) {
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (!ours.has(event.key) || page.querySelector('dialog[open]')) return;
    if (event.key === '?' && isTyping(event.target)) return;
    if (event.key === 'Enter' && event.target !== page.body) return;
    const target =
      event.key === '?'
        ? page.querySelector('[data-open="#keys-help"]')
        : holderOf(page, names[event.key] ?? event.key);
    if (!target) return;
    event.preventDefault();
    act(target);
  });
}

// A page's own key goes before the rail's: a button in the work area may borrow F4 while it is shown.
function holderOf(page, key) {
  const holders = [...page.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(
    (each) => !each.disabled && each.getClientRects().length > 0,
  );
  return holders.find((each) => each.closest('main')) ?? holders[0];
}

function act(target) {
  target.focus();
  target.click();
}

// A question mark in an empty search box asks for help; anywhere else in a field it is a letter.
function isTyping(target) {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target.isContentEditable))
    return false;
  return !('home' in target.dataset && target.value === '');
}
