// The figure "schedules".
