import assert from "node:assert/strict";
import { test } from "node:test";
import { boxes } from "../../line/van.js";

test("loads", () => assert.equal(boxes(10), 20));
