-- [escape] goto, vararg and deep upvalues over many closures, to disturb the machine
local phase = ...
local function attack(o)
  local fs = {}
  for i = 1, 2000 do
    local a, b, c = i, {}, ("x"):rep(i % 50)
    fs[i] = function(...)
      local t = { ... }
      if #t > 200 then goto out end
      b[#b + 1] = c
      do return a + #t + #b + #fs[i](table.unpack(t, 1, #t), i) end
      ::out::
      return a
    end
  end
  for i = 1, 2000 do pcall(fs[i], i) end
  return "SAFE:done"
end
return { check = attack }
