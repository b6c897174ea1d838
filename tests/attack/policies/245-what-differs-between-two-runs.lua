-- [nondet] what differs between two runs: addresses, order, time, random, garbage
local phase = ...
local function attack(o)
  local s = {}
  for _, v in ipairs { {}, function() end, o, push, o:lines(), decision, string.find } do
    s[#s + 1] = tostring(v)
    s[#s + 1] = select(2, pcall(string.format, "%s %q", v, 1))
    s[#s + 1] = select(2, pcall(function() return v < v end))
    s[#s + 1] = select(2, pcall(function() return v.x.y end))
  end
  for i = 1, #s do s[i] = tostring(s[i]) if s[i]:find("0x%x%x%x%x") then return "PWNED:" .. s[i] end end
  local t = {}
  for i = 1, 100 do t["k" .. i * 7919 % 101] = i end
  for k, v in pairs(t) do s[#s + 1] = k .. v end
  return "SAFE:" .. table.concat(s, " "):sub(1, 250)
end
return { check = attack }
