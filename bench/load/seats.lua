-- Signs families up, each a new one from a network of its own, for the last seats.
-- Arguments: for how many seconds, then the address that takes the form.
dofile("bench/load/report.lua")

local ffi = require("ffi")
ffi.cdef [[
    typedef struct { long seconds; long micro; } moment;
    int gettimeofday(moment *now, void *zone);
]]
local clock = ffi.new("moment")
local page, ends, is_tried = nil, 0, false
local quiet = 3600 * 1000
local threads = {}
-- Read at the end from outside.
sent, taken, other = 0, 0, 0
began, ended = 0, 0

local function now()
    ffi.C.gettimeofday(clock, nil)
    return tonumber(clock.seconds) + tonumber(clock.micro) / 1e6
end

function setup(thread)
    threads[#threads + 1] = thread
end

function init(args)
    math.randomseed(now() * 1e6 % 2 ^ 31)
    began = now()
    ended = began
    ends = began + tonumber(args[1])
    page = args[2]
end

function request()
    if not is_tried then
        -- wrk asks once to look at the request, and does not send it.
        is_tried = true
        return wrk.format("GET", page)
    end
    sent = sent + 1
    local r = math.random
    local key = string.format("%08x%08x%08x%08x", r(0, 0xffffffff), r(0, 0xffffffff),
        r(0, 0xffffffff), r(0, 0xffffffff))
    local body = "nickname=Bench&adults=1&children=1&key=" .. key
        .. "&contact=" .. key .. "%40bench.example"
    return wrk.format("POST", page, {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["X-Forwarded-For"] = string.format("10.%d.%d.1", r(0, 255), r(0, 255)),
    }, body)
end

function delay()
    return now() < ends and 0 or quiet
end

function response(status)
    ended = now()
    if status == 302 then
        taken = taken + 1
    else
        other = other + 1
    end
end

function done(summary, latency)
    local thread, more = threads[1], {}
    for _, what in ipairs({"sent", "taken", "other"}) do
        more[#more + 1] = string.format('"%s": %d', what, thread:get(what))
    end
    local active = (thread:get("ended") - thread:get("began")) * 1e6
    more[#more + 1] = string.format('"active": %d', active)
    report(summary, latency, more)
end
