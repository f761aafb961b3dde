-- Reads one page after the other; the first argument is the pause between two (ms).
dofile("bench/load/report.lua")

local pause, pages, turn = 0, {}, 0

function init(args)
    pause = tonumber(args[1])
    for index = 2, #args do
        pages[#pages + 1] = wrk.format("GET", args[index])
    end
end

function request()
    turn = turn % #pages + 1
    return pages[turn]
end

function delay()
    return pause
end
