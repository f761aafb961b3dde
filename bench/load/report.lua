-- Tells what wrk measured as one line of JSON; times are microseconds.

function report(summary, latency, more)
    local errors = summary.errors
    local parts = {
        string.format('"requests": %d', summary.requests),
        string.format('"duration": %d', summary.duration),
        string.format('"p50": %d', latency:percentile(50)),
        string.format('"p95": %d', latency:percentile(95)),
        string.format('"p99": %d', latency:percentile(99)),
        string.format('"worst": %d', latency.max),
        string.format('"bad_status": %d', errors.status),
        string.format('"lost": %d', errors.connect + errors.read + errors.write),
        string.format('"timeouts": %d', errors.timeout),
    }
    for _, part in ipairs(more or {}) do
        parts[#parts + 1] = part
    end
    io.write("REPORT {", table.concat(parts, ", "), "}\n")
end

function done(summary, latency)
    report(summary, latency)
end
