import { expect, it } from "vitest";
import { packageOf } from "./package-names";

it("knows the packages whose modules have other names", () => {
  const names = [
    "cv2",
    "PIL.Image",
    "sklearn.linear_model",
    "yaml",
    "bs4",
    "skimage",
    "mpl_toolkits.mplot3d",
  ];
  expect(names.map((name) => packageOf(name, "PyPI"))).toEqual([
    "opencv-python",
    "pillow",
    "scikit-learn",
    "PyYAML",
    "beautifulsoup4",
    "scikit-image",
    "matplotlib",
  ]);
  expect(packageOf("google.protobuf.message", "PyPI")).toBe("protobuf");
});

it("takes the module's name for any other, as packages are written", () => {
  expect(packageOf("numpy.linalg", "PyPI")).toBe("numpy");
  expect(packageOf("typing_extensions", "PyPI")).toBe("typing-extensions");
  expect(packageOf("toString", "PyPI")).toBe("toString");
});

it("knows where conda names them otherwise", () => {
  expect([packageOf("cv2", "conda"), packageOf("yaml", "conda"), packageOf("tables", "conda")]).toEqual([
    "opencv",
    "pyyaml",
    "pytables",
  ]);
});

it("proposes nothing for what no package is named like", () => {
  expect(["_ssl", "", "a-b", "../x", "1st"].map((name) => packageOf(name, "PyPI"))).toEqual(
    Array(5).fill(undefined),
  );
});
