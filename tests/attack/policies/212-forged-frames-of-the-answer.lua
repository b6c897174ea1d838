-- [output] forged frames of the answer in every text of a violation
local phase = ...
local function attack(o)
  local function frame(kind, body) return kind .. string.char(0, 0, 0, #body) .. body end
  local forged = frame("E", ("\0"):rep(8)) .. frame("R", ("\0"):rep(100)) .. frame("Z", "") .. frame("P", ("\xff"):rep(60))
  for i = 1, 50 do
    pcall(o.violation, o, { message = forged:rep(i), key = forged, instead = forged, line = 1 })
    pcall(o.violation, o, { message = forged, path = forged })
  end
  return "SAFE:told"
end
return { check = attack }
