export const brakingDistance = (speed, grip) => speed ** 2 / (2 * grip);
