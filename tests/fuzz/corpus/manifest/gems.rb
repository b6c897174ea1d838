gems.rb
﻿gem "a"
gem "b",
    "1.0"
