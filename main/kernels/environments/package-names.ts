/** Which package has a module: the same name but for these. */

/** Packages by the first part of their modules' names, where the two differ. */
const PACKAGES: Readonly<Record<string, string>> = {
  attr: "attrs",
  Bio: "biopython",
  bs4: "beautifulsoup4",
  cairo: "pycairo",
  Crypto: "pycryptodome",
  cv2: "opencv-python",
  dateutil: "python-dateutil",
  dns: "dnspython",
  docx: "python-docx",
  dotenv: "python-dotenv",
  faiss: "faiss-cpu",
  fitz: "PyMuPDF",
  gi: "PyGObject",
  git: "GitPython",
  github: "PyGithub",
  IPython: "ipython",
  jose: "python-jose",
  jwt: "PyJWT",
  ldap: "python-ldap",
  magic: "python-magic",
  mpl_toolkits: "matplotlib",
  MySQLdb: "mysqlclient",
  nacl: "PyNaCl",
  OpenGL: "PyOpenGL",
  OpenSSL: "pyOpenSSL",
  osgeo: "GDAL",
  PIL: "pillow",
  pkg_resources: "setuptools",
  pptx: "python-pptx",
  psycopg2: "psycopg2-binary",
  pylab: "matplotlib",
  pythoncom: "pywin32",
  rest_framework: "djangorestframework",
  serial: "pyserial",
  skimage: "scikit-image",
  sklearn: "scikit-learn",
  skopt: "scikit-optimize",
  slugify: "python-slugify",
  snappy: "python-snappy",
  socks: "PySocks",
  telegram: "python-telegram-bot",
  umap: "umap-learn",
  usb: "pyusb",
  visa: "PyVISA",
  win32api: "pywin32",
  win32com: "pywin32",
  wx: "wxPython",
  yaml: "PyYAML",
  zmq: "pyzmq",
};

/** Modules in a name space that several packages share: the longest beginning that fits counts. */
const SHARED: Readonly<Record<string, string>> = {
  "google.protobuf": "protobuf",
  "google.cloud.storage": "google-cloud-storage",
  "google.cloud.bigquery": "google-cloud-bigquery",
  "ruamel.yaml": "ruamel.yaml",
};

/** Names of conda's packages where they differ from those of PyPI. */
const CONDA: Readonly<Record<string, string>> = {
  "opencv-python": "opencv",
  "psycopg2-binary": "psycopg2",
  PyGObject: "pygobject",
  tables: "pytables",
};

/**
 * The package that most likely has a module; a guess, which the user confirms: anybody may have given a package the
 * name of somebody else's module.
 * @param module as a ModuleNotFoundError names it: "cv2", "sklearn.linear_model"
 * @returns undefined where the name is none that a package could have, as of a private module
 */
export function packageOf(module: string, from: "PyPI" | "conda"): string | undefined {
  const parts = module.split(".");
  const [first = ""] = parts;
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(first)) return undefined;
  for (let n = parts.length; n > 1; n--) {
    const shared = SHARED[parts.slice(0, n).join(".")];
    if (shared) return shared;
  }
  const name = Object.hasOwn(PACKAGES, first) ? (PACKAGES[first] as string) : first.replaceAll("_", "-");
  return from === "conda" ? (CONDA[name] ?? name.toLowerCase()) : name;
}
