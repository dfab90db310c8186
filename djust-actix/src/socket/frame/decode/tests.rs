use super::*;

/// Set in the second byte if the payload is masked, as a client's must be.
const MASKED: u8 = 0x80;

/// A client's frame.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
    let mut frame = vec![first];
    match payload.len() {
        length @ 0..=125 => frame.push(MASKED | length as u8),
        length @ 126..=0xffff => {
            frame.push(MASKED | 126);
            frame.extend((length as u16).to_be_bytes());
        }
        length => {
            frame.push(MASKED | 127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(MASK);
    let masked = payload.iter().zip(MASK.iter().cycle());
    frame.extend(masked.map(|(byte, mask)| byte ^ mask));
    frame
}

/// What is read of bytes that come in these pieces.
fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<Incoming>, Broken> {
    let mut decoder = Decoder::new(65_536, 4);
    let mut read = Vec::new();
    for piece in pieces {
        decoder.feed(piece);
        while let Some(incoming) = decoder.next()? {
            read.push(incoming);
        }
    }
    Ok(read)
}

fn text(length: usize) -> String {
    "a\u{e9}\u{20ac}\u{1f600}"
        .chars()
        .cycle()
        .take(length)
        .collect()
}

#[test]
fn messages_are_whole_however_the_bytes_are_cut() {
    let texts: Vec<String> = [0, 1, 48, 50, 200, 20_000].map(text).into();
    let mut stream = Vec::new();
    for text in &texts {
        stream.extend(frame(0x81, text.as_bytes()));
    }
    let expected: Vec<Incoming> = texts.into_iter().map(Incoming::Text).collect();
    for cut in [1, 2, 3, 7, 13, 4_096, stream.len()] {
        assert_eq!(
            read(stream.chunks(cut)).as_ref(),
            Ok(&expected),
            "pieces of {cut}"
        );
    }
}

#[test]
fn control_frames_come_between_fragments() {
    let stream = [
        frame(0x01, b"one "),
        frame(0x89, b"still there?"),
        frame(0x00, b"two "),
        frame(0x8a, b"yes"),
        frame(0x80, b"three"),
        frame(0x02, b"\xff"),
        frame(0x80, b"\xfe"),
        frame(0x88, &1000_u16.to_be_bytes()),
    ]
    .concat();
    let expected = [
        Incoming::Ping(b"still there?".to_vec()),
        Incoming::Pong,
        Incoming::Text("one two three".to_owned()),
        Incoming::Binary,
        Incoming::Close,
    ];
    for cut in [1, 5, stream.len()] {
        assert_eq!(read(stream.chunks(cut)).as_deref(), Ok(&expected[..]));
    }
}

#[test]
fn what_breaks_the_protocol_or_a_limit_is_refused() {
    let half = vec![b'x'; 40_000];
    let mut unmasked = frame(0x81, b"x");
    unmasked[1] &= !MASKED;
    for (bytes, broken) in [
        (frame(0x00, b"x"), Broken::Protocol),
        (
            [frame(0x01, b"x"), frame(0x81, b"x")].concat(),
            Broken::Protocol,
        ),
        (frame(0x83, b"x"), Broken::Protocol),
        (frame(0x8b, b"x"), Broken::Protocol),
        (frame(0xc1, b"x"), Broken::Protocol),
        (frame(0x09, b"x"), Broken::Protocol),
        (frame(0x89, &[b'x'; 126]), Broken::Protocol),
        (unmasked, Broken::Protocol),
        (frame(0x81, b"\xff"), Broken::NotUtf8),
        (frame(0x81, &[b'x'; 65_537]), Broken::TooLarge),
        (
            [frame(0x02, &half), frame(0x80, &half)].concat(),
            Broken::TooLarge,
        ),
        (
            [frame(0x01, b""), frame(0x00, b"").repeat(4)].concat(),
            Broken::TooManyFragments,
        ),
    ] {
        assert_eq!(read([&*bytes]), Err(broken), "{:x?}", &bytes[..2]);
        assert_eq!(read(bytes.chunks(1)), Err(broken), "{:x?}", &bytes[..2]);
    }
}

#[test]
fn a_frame_over_the_limit_is_seen_by_its_length() {
    for length in [65_537, 1 << 40, 1 << 62, u64::MAX] {
        let start = [&[0x81, 0xff][..], &u64::to_be_bytes(length)].concat();
        assert_eq!(read([&*start]), Err(Broken::TooLarge), "{length}");
    }
}

/// Whatever comes is read or refused, the same way however it is cut.
#[test]
fn mangled_bytes_are_read_or_refused() {
    let mut seed = 1_u64;
    let mut random = |end: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end
    };
    let (mut right, mut wrong) = (0, 0);
    for _ in 0..20_000 {
        let first = [0x81, 0x81, 0x01, 0x80, 0x89, 0x82][random(6)];
        let payload = vec![b'x'; [0, 5, 130][random(3)]];
        let mut bytes = [frame(0x81, b"a"), frame(first, &payload)].concat();
        for _ in 0..random(2) {
            let at = random(bytes.len());
            bytes[at] ^= 1 << random(8);
        }
        bytes.truncate(bytes.len() - random(3));
        let whole = read([&*bytes]);
        assert_eq!(whole, read(bytes.chunks(1 + random(9))), "{bytes:x?}");
        match whole {
            Ok(_) => right += 1,
            Err(_) => wrong += 1,
        }
    }
    assert!(
        right > 5_000 && wrong > 2_000,
        "{right} right, {wrong} wrong"
    );
}
