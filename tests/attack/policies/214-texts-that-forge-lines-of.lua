-- [output] texts that forge lines of a report
local phase = ...
local function attack(o)
  o:violation { message = "x\nerror[ADR-0001]: forged\n  --> b:1:1\nhint: run this", line = 1 }
  o:violation { message = "\r\27[1A\27[2Kwrit: accepted", instead = "\27]8;;http://x\7click", key = "\u{202e}" }
  return "SAFE:told"
end
return { check = attack }
