package haul.access

default allow := false

allow if input.user.role == "dispatcher"
allow if input.action == "read"
allow if { input.action == "drive"; input.user.licence == input.vehicle.class }

deny contains "tired" if input.user.hours > 9
deny contains "not serviced" if count(input.vehicle.overdue) > 0
