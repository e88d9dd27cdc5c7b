/** The variables and tables of a real IRkernel. R is no requirement: where it is not, this says so and is skipped. */
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { DataClient, PLAIN } from "./data-fixture";
import { TestHost } from "./kernel-host-fixture";
import { Watched } from "./variables-fixture";

/** A program that starts R, where the package IRkernel is, as Debian's r-cran-irkernel has it. */
const R = process.env["TANDEM_TEST_R"] ?? "R";

/** Why there is nothing to be tested here; undefined: there is. */
function lack(): string | undefined {
  try {
    execFileSync(R, ["--vanilla", "-s", "-e", "loadNamespace('IRkernel')"], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return missing
      ? "skipped: there is no R here (Debian: apt install r-cran-irkernel)"
      : "skipped: this R has no package IRkernel (Debian: apt install r-cran-irkernel)";
  }
}

const reason = lack();
describe.skipIf(reason !== undefined)(`IRkernel${reason === undefined ? "" : ` (${reason})`}`, () => {
  let host: TestHost;
  let client: TestClient;
  let watched: Watched;
  let data: DataClient;
  let folder: string;
  beforeAll(async () => {
    host = await TestHost.start({ argv: [R, "-e", "IRkernel::main()", "--args", "{connection_file}"] });
    client = (await host.attach()).follow();
    await client.state("idle");
    watched = new Watched(client);
    data = new DataClient(client);
    folder = await mkdtemp(path.join(tmpdir(), "tandem-r-"));
    await watched.after(0);
  });
  afterAll(async () => {
    await host?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  test("variables are listed after a run, marked, and expanded, and nothing of it is published", async () => {
    await client.run("a <- 1; l <- list(1, k = list(2)); df <- data.frame(x = 1:3, y = c('u', NA, 'w'))");
    await watched.after(1);
    expect(watched.named("a")).toMatchObject({ kind: "number", type: "double", value: "1", change: "new" });
    expect(watched.named("df")).toMatchObject({ kind: "table", shape: "3×2", value: "x, y" });
    expect(await watched.parts("a:l", "i:1")).toMatchObject({ status: "ok", variables: [{ value: "2" }] });
    const before = client.of("message").length;
    await watched.parts("a:df");
    expect(client.of("message").length).toBe(before);
    await client.run("a <- 2");
    await watched.after(2);
    expect(watched.named("a")).toMatchObject({ value: "2", change: "changed" });
    expect(watched.named("l")).not.toHaveProperty("change");
  });

  test("methods of the user's are not called", async () => {
    await client.run(`
      length.evil <- function(x) quit(status = 3)
      print.evil <- format.evil <- as.character.evil <- \`[.evil\` <- \`[[.evil\` <- names.evil <- dim.evil <- length.evil
      ev <- structure(list(a = 1), class = "evil"); ev2 <- structure(1:3, class = "evil")
      makeActiveBinding("act", function() quit(status = 3), globalenv())
      odd <- "\\033[31m\\n"; many <- 1:1e7
    `);
    await watched.after(3);
    expect(watched.named("ev")).toMatchObject({ type: "evil", value: "list(a = 1)" });
    expect(watched.named("ev2")).toMatchObject({ value: "c(1, 2, 3)" });
    expect(watched.named("act")).toMatchObject({ type: "active binding", value: "" });
    expect(watched.named("many")).toMatchObject({ shape: "10000000" });
    expect(await watched.parts("a:ev")).toMatchObject({ status: "ok", total: 1 });
    expect(client.status?.state).toBe("idle");
  });

  test("while code runs the list stays as it was", async () => {
    const id = await client.send("Sys.sleep(2); late <- 1");
    await client.state("busy");
    expect((await watched.parts("a:l")).status).toBe("busy");
    await client.end(id);
    await watched.after(4);
    expect(watched.named("late")).toMatchObject({ change: "new" });
  });

  test("a data frame is told by pages: types, missing values, rows with names", async () => {
    await client.run(`
      df <- data.frame(x = c(3, NA, 1e-9, Inf), i = c(1L, NA, 3L, 4L), t = c('ä"\\n', NA, "<b>", "\\\\"), check.names = FALSE,
        b = c(TRUE, NA, FALSE, TRUE), f = factor(c("u", NA, "w", "u"), levels = c("w", "u")),
        d = as.Date("2026-03-04") + c(0, NA, 1, 2), row.names = c("a", "b", "c", "d"))
      df$p <- as.POSIXct("2026-03-04 05:06:07", tz = "Asia/Tokyo") + 0:3; df$l <- list(1, NULL, "x", 1:3); df$l[2] <- list(NULL)
      names(df)[2] <- "x"
    `);
    const opened = await data.open("df");
    expect(opened).toMatchObject({ rows: 4, columns: 8, type: "data.frame", dialect: "none", labels: "" });
    expect((await opened.described()).map(({ name, type, kind }) => `${name} ${type} ${kind}`)).toEqual([
      "x double number",
      "x integer number",
      "t character text",
      "b logical boolean",
      "f factor category",
      "d Date time",
      "p POSIXct Asia/Tokyo time",
      "l list other",
    ]);
    expect(await opened.page()).toEqual([
      ["3", "1", 'ä"\\n', "TRUE", "u", "2026-03-04", "2026-03-04 05:06:07", "1"],
      ["NA", "NA", "NA", "NA", "NA", "NA", "2026-03-04 05:06:08", "NULL"],
      ["1e-09", "3", "<b>", "FALSE", "w", "2026-03-05", "2026-03-04 05:06:09", '"x"'],
      ["Inf", "4", "\\", "TRUE", "u", "2026-03-06", "2026-03-04 05:06:10", "c(1, 2, 3)"],
    ]);
    const answer = await data.ask({
      op: "page",
      ...opened.asked,
      view: PLAIN,
      from: 1,
      count: 1,
      columns: [0],
    });
    expect(answer).toMatchObject({ labels: ["b"], columns: [{ cells: ["NA"], missing: [0] }] });
  });

  test("sorts, filters, summaries, finding, sums and files are as of other kernels", async () => {
    const { asked, page } = await data.open("df");
    const first = async (view: Parameters<typeof page>[0]) => (await page(view)).map(([cell]) => cell);
    expect(await first({ sort: [{ column: 0, descending: true }] })).toEqual(["Inf", "3", "1e-09", "NA"]);
    const both = [
      { column: 4, descending: false },
      { column: 0, descending: true },
    ];
    expect(await first({ sort: both })).toEqual(["1e-09", "Inf", "3", "NA"]);
    const filtered = async (
      column: number,
      test: "=" | ">" | "contains" | "missing" | "present",
      value: string,
    ) => first({ filters: [{ column, test, value }] });
    expect(await filtered(0, ">", "1")).toEqual(["3", "Inf"]);
    expect(await filtered(2, "contains", "Ä")).toEqual(["3"]);
    expect(await filtered(4, "=", "w")).toEqual(["1e-09"]);
    expect(await filtered(5, ">", "2026-03-04")).toEqual(["1e-09", "Inf"]);
    expect(await filtered(6, "=", "2026-03-04 05:06:09")).toEqual(["1e-09"]);
    expect(await filtered(7, "missing", "")).toEqual(["NA"]);
    const wrong = { ...PLAIN, filters: [{ column: 0, test: ">" as const, value: "x" }] };
    expect(await data.ask({ op: "summary", ...asked, view: wrong, column: 0 })).toEqual({
      status: "cannot",
      why: "value",
    });
    const plain = { ...asked, view: PLAIN };
    expect(await data.ask({ op: "summary", ...plain, column: 1 })).toMatchObject({
      summary: {
        seen: 4,
        missing: 1,
        distinct: 3,
        facts: expect.arrayContaining([{ name: "max", text: "4" }]),
      },
    });
    expect(await data.ask({ op: "summary", ...plain, column: 4 })).toMatchObject({
      summary: {
        top: [
          { text: "u", count: 2 },
          { text: "w", count: 1 },
        ],
        bars: { counts: [2, 1] },
      },
    });
    const find = { op: "find", ...plain, text: "<B", backwards: false } as const;
    expect(await data.ask({ ...find, row: 0, column: 0 })).toMatchObject({ at: { row: 2, column: 2 } });
    expect(await data.ask({ ...find, text: "nowhere", row: 0, column: 0 })).toMatchObject({ at: null });
    const block = { op: "totals", ...plain, from: 0, count: 4, columnFrom: 1, columnCount: 1 } as const;
    expect(await data.ask(block)).toMatchObject({ numbers: 3, sum: "8", mean: "2.66667" });
    const file = path.join(folder, "a.csv");
    const write = {
      op: "export" as const,
      ...plain,
      format: "csv" as const,
      file,
      replace: false,
      columns: [0, 2],
    };
    expect(await data.ask(write)).toEqual({ status: "ok", op: "export", rows: 4 });
    expect(await readFile(file, "utf8")).toBe(',x,t\r\na,3,"ä""\n"\r\nb,,\r\nc,1e-09,<b>\r\nd,Inf,\\\r\n');
    await writeFile(path.join(folder, "b.csv"), "mine");
    expect(await data.ask({ ...write, file: path.join(folder, "b.csv") })).toEqual({
      status: "cannot",
      why: "exists",
    });
    expect(await data.ask({ ...write, file: path.join(folder, "no/c.csv") })).toMatchObject({ why: "file" });
    expect((await readdir(folder)).sort()).toEqual(["a.csv", "b.csv"]);
  });

  test("matrices, arrays by parts, vectors, lists; what is none says so; one that changes is another one", async () => {
    await client.run(`
      m <- matrix(1:6, 2, dimnames = list(NULL, c("u", "v", "w"))); cube <- array(1:24, c(2, 3, 4))
      v <- c(a = 1.5, b = NaN); none <- data.frame(); fun <- function() 1; wide <- as.data.frame(matrix(0, 2, 10000)); li <- list(1, k = "x")
    `);
    const shown = async (name: string, slice: Parameters<typeof data.open>[1] = null) =>
      (await data.open(name, slice)).page();
    expect(await shown("m")).toEqual([
      ["1", "3", "5"],
      ["2", "4", "6"],
    ]);
    expect((await (await data.open("m")).described()).map(({ name }) => name)).toEqual(["u", "v", "w"]);
    expect(await data.open("cube")).toMatchObject({ shape: [2, 3, 4], slice: [null, null, 0] });
    expect(await shown("cube", [1, null, null])).toEqual([
      ["2", "8", "14", "20"],
      ["4", "10", "16", "22"],
      ["6", "12", "18", "24"],
    ]);
    expect(await shown("v")).toEqual([["1.5"], ["NaN"]]);
    expect(await shown("li")).toEqual([["1"], ['"x"']]);
    expect(await data.open("none")).toMatchObject({ rows: 0, columns: 0 });
    expect(await data.open("wide")).toMatchObject({ rows: 2, columns: 10_000 });
    const ask = (name: string) => data.ask({ op: "open", path: [`a:${name}`], slice: null, frozen: false });
    expect(await ask("fun")).toEqual({ status: "cannot", why: "type" });
    expect(await ask("gone")).toEqual({ status: "gone" });
    const before = await data.open("m");
    await client.run("m[1, 1] <- 9L");
    expect((await data.open("m")).version).not.toBe(before.version);
    await client.run("m <- 1:3");
    expect(
      await data.ask({ op: "page", ...before.asked, view: PLAIN, from: 0, count: 9, columns: [0] }),
    ).toEqual({
      status: "changed",
    });
  });

  test("hostile frames: methods of the user's are not called, names of R's that the user has are not used", async () => {
    await client.run(`
      "[.evil" <- "[[.evil" <- length.evil <- dim.evil <- names.evil <- format.evil <- as.character.evil <- is.na.evil <- function(...) quit(status = 3)
      ev <- structure(list(a = structure(1:2, class = "evil"), b = structure(list(1, 2), class = "evil")), class = c("evil", "data.frame"), row.names = c(NA, -2L))
      broken <- structure(list(a = 1:3, b = 1:2), class = "data.frame", row.names = c(NA, -3L))
      long <- data.frame(t = strrep("x", 1e6)); latin <- "caf\\xe9"; Encoding(latin) <- "bytes"; odd <- data.frame(t = c("\\u001b[31m\\u202e", latin))
      paste <- order <- vapply <- is.na <- c <- length <- function(...) quit(status = 3)
    `);
    const shown = async (name: string) => (await data.open(name)).page();
    expect(await shown("ev")).toEqual([
      ["1", "1"],
      ["2", "2"],
    ]);
    expect(await shown("broken")).toEqual([
      ["1", "…"],
      ["2", "…"],
      ["3", "…"],
    ]);
    expect((await shown("long"))[0]?.[0]).toMatch(/^x{200}…$/);
    const { asked } = await data.open("long");
    const cell = await data.ask({ op: "cell", ...asked, view: PLAIN, row: 0, column: 0 });
    expect(cell).toMatchObject({ cut: true, text: "x".repeat(100_000) });
    expect((await shown("odd"))[0]).toEqual(["\\x1b[31m\\u{202e}"]);
    await watched.parts("a:ev");
    await client.run("rm(paste, order, vapply, is.na, c, length)");
    expect(client.status?.state).toBe("idle");
  });

  test("ten million rows are told by pages, and sorted, without a trace in the history", async () => {
    const { executionCount: count } = await client.run(
      "big <- data.frame(x = (1e7:1) / 2, y = rep(1:10, 1e6))",
    );
    const before = client.of("message").length;
    const { page, asked } = await data.open("big");
    expect(await page({}, 2)).toEqual([
      ["5000000", "1"],
      ["4999999.5", "2"],
    ]);
    expect(await page({ sort: [{ column: 0, descending: false }] }, 2)).toEqual([
      ["0.5", "10"],
      ["1", "9"],
    ]);
    expect(await data.ask({ op: "close" })).toMatchObject({ status: "ok" });
    expect(await data.ask({ op: "page", ...asked, view: PLAIN, from: 0, count: 1, columns: [0] })).toEqual({
      status: "changed",
    });
    expect(client.of("message").length).toBe(before);
    const end = await client.run("cat('here')");
    expect(client.text(end.msgId)).toBe("here");
    expect(end.executionCount).toBe((count ?? 0) + 1);
  });
});
