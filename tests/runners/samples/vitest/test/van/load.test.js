import { describe, expect, it } from "vitest";
import { boxes } from "../../line/van.js";

describe("load", () => {
  it("loads", () => expect(boxes(10)).toBe(20));
});
