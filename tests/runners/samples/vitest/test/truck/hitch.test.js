import { describe, expect, it } from "vitest";
import { pulls, reverses } from "../../line/truck.js";

describe("hitch", () => {
  it("pulls", () => expect(pulls(40)).toBe(true));
  it("pulls more than it can", () => expect(pulls(41)).toBe(true));
  describe("coupled", () => {
    it("reverses", () => expect(reverses(30)).toBe(true));
  });
});
