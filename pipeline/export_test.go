package pipeline

import "time"

// TakeLeases has leases of a hub last as short as shortest.
func (s *Subscriptions) TakeLeases(shortest time.Duration) { s.shortest = shortest }
