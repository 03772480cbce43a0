package haul.access

deny contains "blasting" if { input.stop.zone == "pit"; input.pit.blasting }
