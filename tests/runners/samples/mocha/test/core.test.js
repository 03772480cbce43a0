import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { brakingDistance } from "../line/core.js";

describe("core", () => {
  it("stops within 50 ms", async () => {
    await setTimeout(50);
    assert.equal(brakingDistance(0, 8), 0);
  });

  for (const [vehicle, grip] of [["van", 8], ["truck", 6]]) {
    it(`brakes [${vehicle}]`, () => assert(brakingDistance(12, grip) <= 12));
  }

  it.skip("brakes in winter", () => assert(brakingDistance(12, 1) <= 12));
});
