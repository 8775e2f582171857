// Results while typing. The same form, posted: what is typed about a guest never stands in an address.
const pauseMs = 140;

export function startLiveSearch(page) {
  for (const form of page.querySelectorAll('form[data-live]')) listen(page, form);
}

function listen(page, form) {
  const target = page.querySelector(form.dataset.live);
  const action = form.dataset.liveAction;
  if (!target || !action) return;
  let timer;
  let running;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    timer = setTimeout(() => refresh(form, action, target, signal), pauseMs);
  });
  form.addEventListener('submit', () => running?.abort());
  form.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && !event.isComposing) move(event, hitsIn(target)[0]);
  });
  target.addEventListener('keydown', (event) => walk(event, form, target));
}

async function refresh(form, action, target, signal) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(action, { method: 'POST', body, signal, headers: { 'x-fragment': '1' } });
    if (!answer.ok) return;
    const fragment = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!signal.aborted) target.replaceChildren(...fragment.body.childNodes);
  } catch (error) {
    if (error.name !== 'AbortError') target.replaceChildren();
  }
}

function walk(event, form, target) {
  const hits = hitsIn(target);
  const at = hits.indexOf(event.target.closest('[data-hit]'));
  if (at < 0) return;
  const box = form.querySelector('input:not([type="hidden"])');
  if (event.key === 'ArrowDown') move(event, hits[at + 1]);
  else if (event.key === 'ArrowUp') move(event, hits[at - 1] ?? box);
  else if (event.key === 'Escape' || event.key.length === 1) box.focus();
}

function move(event, next) {
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function hitsIn(target) {
  return [...target.querySelectorAll('[data-hit]')];
}
