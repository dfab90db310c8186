//! Which rows stay where they are when a list is reordered: a longest increasing subsequence, so that the fewest
//! move.

/// Marks in `stays` the members of a longest increasing subsequence of the present values, all distinct.
pub(super) fn longest_increasing(values: &[Option<usize>], stays: &mut [bool]) {
    // ends[k] is the position of the smallest value that ends a subsequence of length k + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = vec![usize::MAX; values.len()];
    for (position, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let length = match ends.last() {
            Some(last) if values[*last] < Some(*value) => ends.len(),
            _ => ends.partition_point(|end| values[*end] < Some(*value)),
        };
        if length > 0 {
            before[position] = ends[length - 1];
        }
        if length == ends.len() {
            ends.push(position);
        } else {
            ends[length] = position;
        }
    }
    let mut position = ends.last().copied().unwrap_or(usize::MAX);
    while let Some(stay) = stays.get_mut(position) {
        *stay = true;
        position = before[position];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(values: &[Option<usize>]) -> usize {
        let mut stays = vec![false; values.len()];
        longest_increasing(values, &mut stays);
        let kept: Vec<usize> = values
            .iter()
            .zip(&stays)
            .filter(|(_, stays)| **stays)
            .map(|(value, _)| value.expect("only present values stay"))
            .collect();
        assert!(kept.windows(2).all(|w| w[0] < w[1]), "{kept:?}");
        kept.len()
    }

    #[test]
    fn lengths() {
        let all = |values: &[usize]| kept(&values.iter().copied().map(Some).collect::<Vec<_>>());
        assert_eq!(all(&[]), 0);
        assert_eq!(all(&[0, 1, 2]), 3);
        assert_eq!(all(&[2, 1, 0]), 1);
        assert_eq!(all(&[0, 998, 2, 3, 4, 1, 999]), 5);
        assert_eq!(kept(&[None, Some(3), None, Some(1), Some(2), None]), 2);
    }

    /// Against every subsequence of all permutations of six.
    #[test]
    fn as_long_as_the_longest() {
        let mut values: Vec<usize> = (0..6).collect();
        let mut seed = 1_u64;
        for _ in 0..720 {
            for i in (1..values.len()).rev() {
                seed = seed
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                values.swap(i, (seed >> 33) as usize % (i + 1));
            }
            let best = (0_u32..64)
                .filter(|set| {
                    let chosen: Vec<_> = (0..6)
                        .filter(|i| set >> i & 1 == 1)
                        .map(|i| values[i])
                        .collect();
                    chosen.windows(2).all(|w| w[0] < w[1])
                })
                .map(u32::count_ones)
                .max();
            assert_eq!(
                Some(kept(&values.iter().copied().map(Some).collect::<Vec<_>>()) as u32),
                best
            );
        }
    }
}
