/** What every kernel of the trials finds, so that the same code prints the same: no network, one thread, one order. */
export const KERNEL_ENV = {
  PYTHONHASHSEED: "0",
  http_proxy: "http://127.0.0.1:9",
  https_proxy: "http://127.0.0.1:9",
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  POLARS_MAX_THREADS: "1",
  TZ: "UTC",
  PYDEVD_DISABLE_FILE_VALIDATION: "1",
};
