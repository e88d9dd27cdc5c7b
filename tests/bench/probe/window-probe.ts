/** Measures inside the window: what held it up, when a line was painted, and how long a key took to show. */
import type { Page } from "playwright";

/** What the window went through since the last `reset`. Times in ms. */
export interface Strain {
  /** The longest task, 0 when none passed 50 ms (the API tells of no shorter ones). */
  readonly longestTask: number;
  readonly longTasks: number;
  /** Key presses, each from the event to the next picture. Shorter ones than 16 ms are told as 8. */
  readonly keys: readonly number[];
  /** Longest time between two pictures. */
  readonly longestFrame: number;
}

interface Probe {
  tasks: number[];
  keys: number[];
  longestFrame: number;
  lastFrame: number;
  /** When Ctrl+Return was pressed last. */
  pressed: number;
  flush(): void;
}

type ProbedWindow = Window & { probe: Probe };

/**
 * Begins to watch a window.
 * @param pictures whether the time between pictures is watched: that has the window draw one after the other
 */
export async function watchWindow(page: Page, pictures = true): Promise<void> {
  await page.evaluate((watched) => {
    const probe: Probe = {
      tasks: [],
      keys: [],
      longestFrame: 0,
      lastFrame: 0,
      pressed: 0,
      flush: () => {
        take(tasks.takeRecords());
        take(events.takeRecords());
      },
    };
    (window as unknown as ProbedWindow).probe = probe;
    const take = (entries: PerformanceEntryList) => {
      for (const { entryType, name, duration } of entries) {
        if (entryType === "longtask") probe.tasks.push(duration);
        else if (name === "keydown") probe.keys.push(duration);
      }
    };
    const tasks = new PerformanceObserver((list) => take(list.getEntries()));
    tasks.observe({ type: "longtask" });
    const events = new PerformanceObserver((list) => take(list.getEntries()));
    events.observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    const onFrame = (now: number) => {
      if (probe.lastFrame > 0) probe.longestFrame = Math.max(probe.longestFrame, now - probe.lastFrame);
      probe.lastFrame = now;
      requestAnimationFrame(onFrame);
    };
    if (watched) requestAnimationFrame(onFrame);
    window.addEventListener(
      "keydown",
      (event) => {
        if (event.ctrlKey && event.key === "Enter") probe.pressed = performance.now();
      },
      true,
    );
  }, pictures);
}

export async function reset(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { probe } = window as unknown as ProbedWindow;
    probe.flush();
    Object.assign(probe, { longestFrame: 0, lastFrame: 0 });
    probe.tasks.length = 0;
    probe.keys.length = 0;
  });
}

export async function strain(page: Page): Promise<Strain> {
  return page.evaluate(() => {
    const { probe } = window as unknown as ProbedWindow;
    probe.flush();
    return {
      longestTask: Math.max(0, ...probe.tasks),
      longTasks: probe.tasks.length,
      keys: [...probe.keys],
      longestFrame: probe.longestFrame,
    };
  });
}

/** Waits until a line of that text is painted; answers the ms since Ctrl+Return was pressed last. */
export async function untilPainted(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const { probe } = window as unknown as ProbedWindow;
        const look = () => {
          const lines = document.querySelectorAll(".shell:not([hidden]) .line");
          for (let i = lines.length - 1; i >= 0; i--) {
            if (lines[i]?.textContent !== wanted) continue;
            // In the frame after this one it is on the screen.
            requestAnimationFrame(() => resolve(performance.now() - probe.pressed));
            return;
          }
          requestAnimationFrame(look);
        };
        look();
      }),
    text,
  );
}

/** Bytes of the window's heap after a garbage collection. */
export async function heapBytes(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  try {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    return usedSize;
  } finally {
    await devtools.detach();
  }
}

/** Scrolls over all of the shell in front, from its end to its beginning; the times between pictures, sorted. */
export async function scrollOver(page: Page, steps = 120): Promise<readonly number[]> {
  return page.evaluate(async (count) => {
    const scroller = document.querySelector(".shell:not([hidden]) .shell-scroller") as HTMLElement;
    const times: number[] = [];
    let before = performance.now();
    for (let i = 0; i <= count; i++) {
      scroller.scrollTop = (scroller.scrollHeight * (count - i)) / count;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    scroller.scrollTop = scroller.scrollHeight;
    return times.sort((a, b) => a - b);
  }, steps);
}
