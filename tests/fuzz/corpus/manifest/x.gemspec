x.gemspec
Gem::Specification.new do |s|
  s.name = "x"
  s.add_dependency "a", "~> 1.0"
  s.add_runtime_dependency("b", "1.0", "< 2")
  s.add_development_dependency %q<c>.freeze, ["= 1.0"]
  s.metadata["source"] = "https://x"
end
