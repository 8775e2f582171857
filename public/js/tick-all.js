// One tick for every line of a list that can go on. Without this file the box stays hidden and each line is ticked by itself.
export function startTickAll(page) {
  for (const all of page.querySelectorAll('[data-tick-all]')) {
    const list = all.closest('form').querySelector(all.dataset.tickAll);
    const lines = [...list.querySelectorAll('li:not([data-stuck]) input[type="checkbox"]')];
    const follow = () => {
      const ticked = lines.filter(({ checked }) => checked).length;
      all.checked = ticked > 0 && ticked === lines.length;
      all.indeterminate = ticked > 0 && ticked < lines.length;
    };
    all.addEventListener('change', () => {
      for (const line of lines) line.checked = all.checked;
    });
    list.addEventListener('change', follow);
    all.closest('label').hidden = false;
    follow();
  }
}
