/** The short names that Python's libraries are imported by, as their own documentation writes them. */
import type { Code } from "./code";
import { topStatements } from "./statements";

const MODULES: Readonly<Record<string, string>> = {
  ak: "awkward",
  alt: "altair",
  da: "dask.array",
  dd: "dask.dataframe",
  ET: "xml.etree.ElementTree",
  go: "plotly.graph_objects",
  gpd: "geopandas",
  hv: "holoviews",
  iio: "imageio.v3",
  jnp: "jax.numpy",
  mpl: "matplotlib",
  np: "numpy",
  nx: "networkx",
  pa: "pyarrow",
  pd: "pandas",
  pl: "polars",
  plt: "matplotlib.pyplot",
  px: "plotly.express",
  sm: "statsmodels.api",
  smf: "statsmodels.formula.api",
  sns: "seaborn",
  tf: "tensorflow",
  xr: "xarray",
};

/** The import that gives a name, or undefined where nothing is customary. */
export function customaryImport(name: string): string | undefined {
  return Object.hasOwn(MODULES, name) ? `import ${MODULES[name]} as ${name}` : undefined;
}

/** Before which line (from 1) an import is put: after those at the top, else before the first statement that is no docstring. */
export function lineForImport(code: Code): number {
  let line = 0;
  for (const { from, to } of topStatements(code)) {
    const begins = code.text.line(from);
    if (/^(?:import|from)\b/.test(begins)) line = to + 1;
    else if (line > 0 || !/^[rRuU]?["']/.test(begins)) return line || from;
  }
  return line || 1;
}
