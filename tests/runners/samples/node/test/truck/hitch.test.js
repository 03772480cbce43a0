import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pulls, reverses } from "../../line/truck.js";

describe("hitch", () => {
  it("pulls", () => assert(pulls(40)));
  it("pulls more than it can", () => assert(pulls(41)));
  describe("coupled", () => {
    it("reverses", () => assert(reverses(30)));
  });
});
