-- [nondet] arithmetic at the edges: the last digits, infinities, integer overflow, division by zero
local phase = ...
local function attack(o)
  local s = {}
  for _, f in ipairs {
    function() return 0.1 + 0.2 end, function() return (1 << 63) // -1 end, function() return (1 << 63) % -1 end,
    function() return 1 // 0 end, function() return 1 % 0 end, function() return 2 ^ 0.5 end, function() return 2 ^ 1023 * 2 end,
    function() return math.sqrt(2) end, function() return 1e15 + 0.3 end, function() return math.fmod(-6, 4) end,
    function() return math.tointeger(2 ^ 53) end, function() return string.format("%.14g %a", 0.1, 0.1) end,
    function() return tonumber("0x1p-1074") end, function() return 5e-324 / 3 end, function() return -(0 / 0) end,
  } do local ok, r = pcall(f) s[#s + 1] = tostring(r) end
  return "SAFE:" .. table.concat(s, " ")
end
return { check = attack }
