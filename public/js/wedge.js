// Card readers and scanners type like keyboards: fast, then Enter. A person needs more than 80 ms a key, a reader less than 60.
// With a Chinese IME on, keydown says "Process" and the box fills with candidates, so the physical keys are read instead.
const fastestPersonMs = 60;
const shortestCode = 6;

export function startWedge(page) {
  let keys = '';
  let last = 0;
  page.addEventListener(
    'keydown',
    (event) => {
      const pause = event.timeStamp - last;
      last = event.timeStamp;
      if (isEnter(event)) {
        if (pause < fastestPersonMs && keys.length >= shortestCode) deliver(page, event, keys);
        keys = '';
        return;
      }
      // No reader presses Tab: what came before belongs to another field, and the next Enter to whatever the hands walked to.
      if (event.key === 'Tab') {
        keys = '';
        return;
      }
      const typed = characterOf(event);
      if (typed === undefined) return;
      keys = pause < fastestPersonMs ? keys + typed : typed;
    },
    true,
  );
}

// A swipe on a page whose focus is elsewhere still reaches the box; a swipe into a field without a reader is left alone.
// On a page without a box it does nothing: its Enter must not press a button.
function deliver(page, event, code) {
  const focused = page.activeElement;
  const inField = focused?.matches('input, textarea, select');
  const box = focused?.matches('[data-wedge]') ? focused : inField ? undefined : page.querySelector('[data-wedge]');
  if (!box && inField) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!box) return;
  box.blur();
  box.value = code;
  const via = box.form.elements.namedItem(`${box.name}Via`);
  if (via) via.value = 'swiped';
  box.focus();
  box.form.requestSubmit();
}

function isEnter(event) {
  return event.key === 'Enter' || event.code === 'Enter' || event.code === 'NumpadEnter';
}

function characterOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (event.key.length === 1 && event.key.charCodeAt(0) < 0x7f) return event.key;
  const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(event.code) ?? [];
  return digit ?? (event.shiftKey ? letter : letter?.toLowerCase());
}
