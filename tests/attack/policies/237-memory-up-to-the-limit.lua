-- [memory] memory up to the limit, then every function of the host that makes a string
local phase = ...
local function attack(o)
  local hold = {}
  pcall(function() while true do hold[#hold + 1] = ("x"):rep(1 << 16) .. #hold end end)
  hold[1] = nil
  pcall(string.rep, "x", 1 << 22) pcall(string.format, "%s%s", hold[2], hold[3]) pcall(table.concat, hold)
  pcall(o.content, o) pcall(o.lines, o) pcall(o.find, o, "a") pcall(o.violation, o, { message = hold[2] })
  pcall(string.gsub, hold[2] or "", "x", "yy") pcall(table.pack, table.unpack(hold, 2, 100))
  return "SAFE:full"
end
return { check = attack }
