import { expect, test } from "vitest";
import { feedAddress, type Installation, whyNoUpdates } from "./policy";

const feed = "provider: generic\nurl: https://example.org/tandem\n";
const appImage: Installation = {
  platform: "linux",
  packaged: true,
  program: "/tmp/.mount_Tandem/tandem",
  appImage: "/home/ann/Tandem.AppImage",
  appImageReplaceable: true,
  feed,
};

test("an AppImage, a Windows and a macOS installation update themselves", () => {
  expect(whyNoUpdates(appImage)).toBeNull();
  for (const platform of ["win32", "darwin"] as const)
    expect(
      whyNoUpdates({ ...appImage, platform, appImage: undefined, appImageReplaceable: false }),
    ).toBeNull();
});

test("whoever updates it instead is named", () => {
  expect(whyNoUpdates({ ...appImage, packaged: false })).toContain("development build");
  const deb = { ...appImage, appImage: undefined, program: "/usr/lib/tandem/tandem" };
  expect(whyNoUpdates(deb)).toContain("package manager");
  expect(whyNoUpdates({ ...deb, program: "/home/ann/Tandem/tandem" })).toContain("archive");
  expect(whyNoUpdates({ ...appImage, appImageReplaceable: false })).toContain("/home/ann/Tandem.AppImage");
  expect(whyNoUpdates({ ...appImage, feed: undefined })).toContain("no address");
});

test("an address that can never answer is none", () => {
  expect(feedAddress(feed)).toBe("https://example.org/tandem");
  expect(feedAddress("url: 'http://127.0.0.1:80/'")).toBe("http://127.0.0.1:80/");
  for (const none of ["", "url: https://updates.invalid/tandem", "url: nonsense", "provider: generic"])
    expect(feedAddress(none)).toBeNull();
});
