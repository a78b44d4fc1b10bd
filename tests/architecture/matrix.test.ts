import { expect, test } from "vitest";
import { deadRows, missingRows } from "../verify/isolation-of";

test("every page, route and action has a row in the matrix of isolation, and every row a door", () => {
  expect(missingRows()).toEqual([]);
  expect(deadRows()).toEqual([]);
});
