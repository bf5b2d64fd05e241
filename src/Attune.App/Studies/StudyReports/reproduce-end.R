@calls@
# Holm needs them all.
if (length(leading) > 0 && !anyNA(leading)) for (i in seq_along(leading)) put(paste0(names(leading)[i], ".holm"), p.adjust(leading, "holm")[i])

table <- merge(expected, data.frame(name = names(figures), here = unlist(figures)), by = "name", all = TRUE)
table$apart <- abs(table$here - table$value) / pmax(1e-8, abs(table$value))
# Closed forms agree to rounding; a mixed model is searched for, here and there, until it hardly moves.
table$agrees <- !is.na(table$apart) & (table$apart <= table$tolerance | abs(table$here - table$value) <= 1e-10)
can <- rep(TRUE, nrow(table))
if (!from_rows) can <- !is.na(table$here)
for (i in which(can)) cat(sprintf("%-60s %-20s %-20s %s\n", table$name[i], format(table$value[i], digits = 12), format(table$here[i], digits = 12), if (table$agrees[i]) "agrees" else "DIFFERS"))
if (!all(can)) cat("\nNot to be had without rows:\n", paste0("  ", table$name[!can], "\n"), sep = "")
cat(sprintf("\n%d figures, %s%d agree.\n", nrow(table), if (from_rows) "" else sprintf("%d to be had from summaries, ", sum(can)), sum(table$agrees)))
if (!all(table$agrees[can])) quit(status = 1)
