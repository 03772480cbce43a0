import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { brakingDistance } from "../line/core.js";

test("stops within 50 ms", async () => {
  await setTimeout(50);
  assert.equal(brakingDistance(0, 8), 0);
});

for (const [vehicle, grip] of [["van", 8], ["truck", 6]]) {
  test(`brakes [${vehicle}]`, () => assert(brakingDistance(12, grip) <= 12));
}

test("brakes in winter", { skip: "needs snow" }, () => assert(brakingDistance(12, 1) <= 12));
