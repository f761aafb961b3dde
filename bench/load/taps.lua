-- Sends taps of counters, each with a fresh name; every tenth is sent a second time.
-- Arguments: for how many seconds, then the addresses that take taps. After that time
-- nothing new is sent, so that every tap has had its answer when wrk ends.
dofile("bench/load/report.lua")

local ffi = require("ffi")
ffi.cdef [[
    typedef struct { long seconds; long micro; } moment;
    int gettimeofday(moment *now, void *zone);
]]
local clock = ffi.new("moment")
local pages, ends, turn, last = {}, 0, 0, nil
local threads = {}
local quiet = 3600 * 1000
local is_tried = false
-- Read at the end from outside.
sent, again, stored, duplicate, other = 0, 0, 0, 0, 0
began, ended = 0, 0

local function now()
    ffi.C.gettimeofday(clock, nil)
    return tonumber(clock.seconds) + tonumber(clock.micro) / 1e6
end

local function name()
    local r = math.random
    return string.format("%08x-%04x-4%03x-%04x-%04x%08x", r(0, 0xffffffff), r(0, 0xffff),
        r(0, 0xfff), r(0x8000, 0xbfff), r(0, 0xffff), r(0, 0xffffffff))
end

function setup(thread)
    threads[#threads + 1] = thread
end

function init(args)
    math.randomseed(now() * 1e6 % 2 ^ 31)
    began = now()
    ended = began
    ends = began + tonumber(args[1])
    for index = 2, #args do
        pages[#pages + 1] = args[index]
    end
    wrk.headers["Content-Type"] = "application/json"
end

function request()
    if not is_tried then
        -- wrk asks once to look at the request, and does not send it.
        is_tried = true
        return wrk.format("POST", pages[1], nil, "{}")
    end
    sent = sent + 1
    if last and sent % 10 == 0 then
        again = again + 1
        local repeated = last
        last = nil
        return repeated
    end
    turn = turn % #pages + 1
    local category = sent % 3 == 0 and "adults" or "children"
    local body = string.format(
        '{"events": [{"uid": "%s", "category": "%s", "step": 1, "phone": "bench", "seq": %d}]}',
        name(), category, sent)
    last = wrk.format("POST", pages[turn], nil, body)
    return last
end

function delay()
    return now() < ends and 0 or quiet
end

function response(status, _, body)
    ended = now()
    if status == 200 and body:find('"stored"', 1, true) then
        stored = stored + 1
    elseif status == 200 and body:find('"duplicate"', 1, true) then
        duplicate = duplicate + 1
    else
        other = other + 1
    end
end

function done(summary, latency)
    local thread, more = threads[1], {}
    for _, what in ipairs({"sent", "again", "stored", "duplicate", "other"}) do
        more[#more + 1] = string.format('"%s": %d', what, thread:get(what))
    end
    local active = (thread:get("ended") - thread:get("began")) * 1e6
    more[#more + 1] = string.format('"active": %d', active)
    report(summary, latency, more)
end
