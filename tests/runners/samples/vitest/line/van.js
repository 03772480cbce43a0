export const boxes = (volume) => Math.floor(volume / 0.5);
