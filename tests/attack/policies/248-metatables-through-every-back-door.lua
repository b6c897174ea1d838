-- [escape] metatables through every back door: string methods, objects, _ENV, upvalues
local phase = ...
local function attack(o)
  for _, name in ipairs { "getmetatable", "setmetatable", "rawset", "rawget", "debug", "load", "require", "coroutine", "_G", "io", "os", "next", "collectgarbage", "dofile" } do
    local ok, v = pcall(function() return _ENV[name] end)
    if ok and v ~= nil and name ~= "require" then return "PWNED:" .. name end
  end
  for _, k in ipairs { "__index", "__newindex", "__gc", "__metatable", "__name", "__call", "__len", "__close" } do
    for _, v in ipairs { o, push, decision, decisions, o:lines(), "x", string, re } do
      local ok, r = pcall(function() return v[k] end)
      if ok and r ~= nil then return "PWNED:" .. k end
    end
  end
  return "SAFE:shut"
end
return { check = attack }
