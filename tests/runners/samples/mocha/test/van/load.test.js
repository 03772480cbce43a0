import assert from "node:assert/strict";
import { boxes } from "../../line/van.js";

describe("load", () => {
  it("loads", () => assert.equal(boxes(10), 20));
});
