// Keeps the strokes, not a picture: they can be drawn at any size, and show how the guest wrote.
export function startSignatures(page) {
  for (const field of page.querySelectorAll('[data-signature]')) void prepare(field);
}

async function prepare(field) {
  const { default: SignaturePad } = await import(field.dataset.signature);
  const canvas = field.querySelector('canvas');
  const strokes = field.querySelector('input[type="hidden"]');
  const clear = field.querySelector('[data-clear]');
  canvas.hidden = false;
  clear.hidden = false;
  field.querySelector('[data-without-script]').hidden = true;
  const pad = new SignaturePad(canvas, { penColor: '#16171a' });
  const fit = () => {
    const ratio = Math.max(devicePixelRatio, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext('2d').scale(ratio, ratio);
    pad.fromData(strokes.value === '' ? [] : JSON.parse(strokes.value));
  };
  fit();
  addEventListener('resize', fit);
  pad.addEventListener('endStroke', () => {
    strokes.value = JSON.stringify(pad.toData());
  });
  clear.addEventListener('click', () => {
    pad.clear();
    strokes.value = '';
  });
}
