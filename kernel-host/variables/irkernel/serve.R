# Answers over a comm of the target "tandem.variables": IRkernel has no other way in, and answers when no code runs.
# Questions and answers are the contracts of preload/contract/variables.ts and, under `data`, of preload/contract/data.ts.

failure <- function(e) {
  if (inherits(e, "tandem_cannot")) list(status = "cannot", why = conditionMessage(e), reason = e$reason)
  else list(status = "error", ename = clean(conditionMessage(e), 200L))
}
variables_or_parts <- function(question) {
  begun <- proc.time()[["elapsed"]]
  from <- if (is.null(question$from)) 0L else as.integer(question$from)
  count <- min(most_rows, if (is.null(question$count)) most_rows else as.integer(question$count))
  path <- unlist(question$path)
  keeps <- !is.null(question$hold) || !is.null(question$restore) || !is.null(question$release)
  if (keeps) return(list(status = "gone"))
  said <- if (is.null(path)) variables(from, count) else parts(path, from, count)
  if (said$status != "ok") return(said)
  said$took <- (proc.time()[["elapsed"]] - begun) * 1000
  said$variables <- lapply(said$variables, function(one) one[!vapply(one, is.null, NA)])
  said
}
answer <- function(comm, question) {
  # Numbers of rows are written out, warnings are nobody's.
  before <- options(scipen = 0L, digits = 7L, OutDec = ".", warn = -1L)
  on.exit(options(before))
  said <- tryCatch(
    if (is.null(question$data)) variables_or_parts(question) else answer_data(question$data),
    error = failure
  )
  said <- said[!vapply(said, is.null, NA)]
  text <- jsonlite::toJSON(said, auto_unbox = TRUE, na = "null", null = "null", digits = 15)
  comm$send(list(answer = as.character(text)))
  # One question, one comm: none is kept.
  IRkernel::comm_manager()$unregister_comm(comm)
}
IRkernel::comm_manager()$register_target("tandem.variables", answer)
invisible(NULL)
