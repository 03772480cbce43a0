export const pulls = (load) => load <= 40;

export const reverses = (angle) => Math.abs(angle) < 60;
