import { describe, expect, it } from "vitest";
import { setTimeout } from "node:timers/promises";
import { brakingDistance } from "../line/core.js";

describe("core", () => {
  it("stops within 50 ms", async () => {
    await setTimeout(50);
    expect(brakingDistance(0, 8)).toBe(0);
  });

  it.each([["van", 8], ["truck", 6]])("brakes [%s]", (_vehicle, grip) => {
    expect(brakingDistance(12, grip)).toBeLessThanOrEqual(12);
  });

  it.skip("brakes in winter", () => expect(brakingDistance(12, 1)).toBeLessThanOrEqual(12));
});
